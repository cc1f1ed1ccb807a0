using System.Text;

namespace EvaluatorSuite.Infrastructure.Word.Checks;

/// <summary>The container of Office before 2007, in which Word also puts a document that has a password.</summary>
internal static class CompoundFile
{
    private static readonly byte[] Mark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] Encryption = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Mark);

    public static bool IsEncrypted(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Encryption) >= 0;
}
