using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Domain.Tests;

/// <summary>The guide packs that the product ships.</summary>
internal static class Packs
{
    public static GuidePack Jilin { get; } = GuidePackReader.Read(Bytes("jilin-2026-draft"));

    public static GuidePack Mee { get; } = GuidePackReader.Read(Bytes("mee-2019"));

    public static byte[] Bytes(string key) => File.ReadAllBytes(Path.Combine(Repository.Guides, key, GuidePack.FileName));
}
