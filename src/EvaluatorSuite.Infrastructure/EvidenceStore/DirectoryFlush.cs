using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EvaluatorSuite.Infrastructure.EvidenceStore;

/// <summary>Makes a rename survive a power cut. On Unix the folder has a flush of its own, which the framework cannot ask for; Windows journals it.</summary>
internal static partial class DirectoryFlush
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(folder, 0), ownsHandle: true);
        if (handle.IsInvalid || Sync(handle.DangerousGetHandle()) != 0)
        {
            throw new IOException($"The evidence folder could not be flushed (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(nint descriptor);
}
