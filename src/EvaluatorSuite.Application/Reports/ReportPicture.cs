using System.Text.Json.Serialization;

namespace EvaluatorSuite.Application.Reports;

/// <summary>A picture of a report.</summary>
/// <param name="Description">What there is to see, for whoever cannot see it.</param>
[JsonDerivedType(typeof(StoredPicture), "stored")]
[JsonDerivedType(typeof(CodePicture), "code")]
public abstract record ReportPicture(string Description);

/// <summary>A photograph whose bytes are kept.</summary>
/// <param name="Width">In pixels, as the bytes have them.</param>
/// <param name="Turn">How it has to be turned to stand upright, 1 to 8 as Exif counts; 1 is upright.</param>
public sealed record StoredPicture(string Description, string Sha256, PictureFormat Format, long Size, int Width, int Height, int Turn) : ReportPicture(Description)
{
    [JsonIgnore]
    public bool LiesOnItsSide => Turn >= 5;
}

/// <summary>A text as a QR code.</summary>
public sealed record CodePicture(string Description, string Text) : ReportPicture(Description);

[JsonConverter(typeof(JsonStringEnumConverter<PictureFormat>))]
public enum PictureFormat { Jpeg, Png }
