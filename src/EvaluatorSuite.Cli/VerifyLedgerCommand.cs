using System.Text.RegularExpressions;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Archives;
using EvaluatorSuite.Infrastructure.TimeStamps;

namespace EvaluatorSuite.Cli;

/// <summary>Verifies what was exported from the ledger, on a machine that knows nothing of the installation it came from.</summary>
internal sealed partial class VerifyLedgerCommand(TextCatalog texts, TextWriter output, TextWriter errors)
{
    /// <param name="head">Hash of an entry that the user got by another way than the file.</param>
    /// <param name="certificates">PEM file of the authorities whose time stamps the user trusts.</param>
    public async Task<int> RunAsync(string path, string? head, string? certificates, CancellationToken cancellationToken)
    {
        if (certificates is not null && Rfc3161Authority.Fault(certificates) is { } fault)
        {
            return await RefuseAsync(texts.Say("cli.verify-ledger.certificates-broken", ("file", certificates), ("reason", fault)));
        }

        if (head is not null && !Digest().IsMatch(head))
        {
            return await RefuseAsync(texts.Say("cli.verify-ledger.head-form", ("value", head)));
        }

        if (!File.Exists(path))
        {
            return await RefuseAsync($"{path}: {texts["cli.verify-ledger.missing"]}");
        }

        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
            var verifier = new ArchiveVerifier(head?.ToLowerInvariant(), Environment.ProcessorCount, new TokenReader(certificates));
            var found = await IsZipAsync(file, cancellationToken)
                ? await verifier.VerifyArchiveAsync(file, cancellationToken)
                : await verifier.VerifyEntriesAsync(file, Path.GetFileName(path), cancellationToken);
            return found.Faults.Count == 0 ? await SayAsync(found, head, certificates is not null) : await SayFaultsAsync(path, found);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync($"{path}: {texts.Say("cli.verify-ledger.closed", ("reason", failure.Message))}");
        }
    }

    private static async Task<bool> IsZipAsync(FileStream file, CancellationToken cancellationToken)
    {
        var start = new byte[2];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        return read == start.Length && start is [(byte)'P', (byte)'K'];
    }

    private async Task<int> SayAsync(VerifiedLedger found, string? head, bool trusts)
    {
        var chain = found.Chain!;
        var (first, last) = (chain.First!.Sequence, chain.Last!.Sequence);
        if (found.Manifest is { } manifest)
        {
            await output.WriteLineAsync(texts.Say(
                manifest.Kind == ArchiveKind.Engagement ? "cli.verify-ledger.engagement" : "cli.verify-ledger.period",
                ("name", manifest.Name ?? ""), ("from", manifest.From ?? DateOnly.MinValue), ("to", manifest.To ?? DateOnly.MinValue), ("who", manifest.ExportedBy), ("files", manifest.Files.Count)));
        }

        await output.WriteLineAsync(texts.Say("cli.verify-ledger.whole", ("first", first), ("last", last), ("count", chain.Lines)));
        await output.WriteLineAsync(texts.Say("cli.verify-ledger.hash", ("last", last), ("hash", chain.Last.Hash)));
        await output.WriteLineAsync(head is null ? texts["cli.verify-ledger.compare"]
            : chain.HeadAt == last ? texts["cli.verify-ledger.proved"]
            : texts.Say("cli.verify-ledger.proved-to", ("sequence", chain.HeadAt!.Value), ("next", chain.HeadAt!.Value + 1), ("last", last)));
        foreach (var stamp in found.Stamps)
        {
            await output.WriteLineAsync(texts.Say("cli.verify-ledger.stamp", ("signer", stamp.Signature.Signer), ("at", stamp.Token.AtText), ("authority", stamp.Token.Authority)));
        }

        if (found.Stamps.Count > 0)
        {
            await output.WriteLineAsync(texts[trusts ? "cli.verify-ledger.stamps-trusted" : "cli.verify-ledger.stamps-unknown"]);
        }

        return CommandLine.Done;
    }

    private async Task<int> SayFaultsAsync(string path, VerifiedLedger found)
    {
        foreach (var fault in found.Faults)
        {
            var place = string.Join(':', new[] { path, fault.File == Path.GetFileName(path) ? "" : fault.File, fault.Line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "" }.Where(p => p.Length > 0));
            var entry = fault.Sequence is { } sequence ? $"{texts.Say("cli.verify-ledger.entry", ("sequence", sequence))}: " : "";
            await errors.WriteLineAsync($"{place}: {entry}{texts.Say(fault.What)}");
        }

        return await RefuseAsync(texts.Say(found.MayBeMore ? "cli.verify-ledger.faults-most" : "cli.verify-ledger.faults", ("count", found.Faults.Count)));
    }

    private async Task<int> RefuseAsync(string why)
    {
        await errors.WriteLineAsync(why);
        return CommandLine.Unreadable;
    }

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex Digest();
}
