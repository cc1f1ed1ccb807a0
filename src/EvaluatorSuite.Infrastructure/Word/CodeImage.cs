using QRCoder;

namespace EvaluatorSuite.Infrastructure.Word;

/// <summary>QR codes as PNG.</summary>
internal static class CodeImage
{
    // Printed at some 25 mm, a module of a code with 60 characters is then 0.7 mm wide: a telephone reads it from a copy too.
    private const int PixelsPerModule = 8;

    public static byte[] Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(PixelsPerModule);
    }
}
