using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EvaluatorSuite.Infrastructure.Identity;

/// <summary>One-time codes from the clock: RFC 6238 with what every authenticator app expects, HMAC-SHA-1, six digits and steps of thirty seconds.</summary>
public static class TimeCode
{
    public const int Digits = 6;
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Steps before and after now whose code is still taken: phones run some seconds wrong, and people type slowly.</summary>
    private const int Tolerance = 1;

    public static string NewSecret() => Base32(RandomNumberGenerator.GetBytes(SecretBytes));

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    public static string Of(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm that the apps know; as a keyed hash SHA-1 is not broken.
        HMACSHA1.HashData(FromBase32(secret), counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <returns>The step whose code was typed, if it is one that is taken now.</returns>
    public static long? MatchingStep(string secret, string typed, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(typed);
        long? found = null;
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Of(secret, step))))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>What the picture for the app says: whose code it is, of which product, and the secret.</summary>
    public static string Address(string product, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(product)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(product)}&digits={Digits}&period={StepSeconds}";

    /// <summary>Five bits a letter, without padding; the length must be a multiple of five bytes.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 8 / 5);
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (buffer, bits) = ((buffer << 8) | value, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        var (buffer, bits, position) = (0, 0, 0);
        foreach (var letter in text)
        {
            (buffer, bits) = ((buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes[position++] = (byte)(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }

        return bytes;
    }
}
