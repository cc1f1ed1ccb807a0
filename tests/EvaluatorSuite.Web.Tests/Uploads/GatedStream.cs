namespace EvaluatorSuite.Web.Tests.Uploads;

/// <summary>The first part of a form at once, the rest when the gate is opened: an upload that is under way for as long as a test wants.</summary>
internal sealed class GatedStream(byte[] bytes, int first) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanSeek => false;

    public void Open() => _gate.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position < first)
        {
            return await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, first - Position)], cancellationToken);
        }

        await _gate.Task.WaitAsync(cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        int read;
        while ((read = await ReadAsync(buffer, cancellationToken)) > 0)
        {
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await destination.FlushAsync(cancellationToken);
        }
    }
}
