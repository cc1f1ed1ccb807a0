using System.Security.Cryptography;
using System.Text;

namespace EvaluatorSuite.Web.Start;

/// <summary>The secret in the link that makes the first administrator. It is printed in the console, lives as long as the process, and nowhere else.</summary>
public sealed class SetupTicket
{
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public bool Fits(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Value));
}
