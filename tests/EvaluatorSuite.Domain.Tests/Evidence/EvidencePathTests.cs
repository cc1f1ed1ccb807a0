using EvaluatorSuite.Domain.Evidence;

namespace EvaluatorSuite.Domain.Tests.Evidence;

public sealed class EvidencePathTests
{
    [Theory]
    [InlineData("电费发票2026年1月.pdf")]
    [InlineData("电/电费发票 2026.pdf")]
    [InlineData("a/b/c")]
    [InlineData(".hidden")]
    [InlineData("a..b")]
    [InlineData("...a")]
    public void A_name_inside_the_folder_is_right(string path)
    {
        Assert.Null(EvidencePath.Fault(path));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/./b")]
    [InlineData("/x")]
    [InlineData("//server/x")]
    [InlineData("C:\\x")]
    [InlineData("C:/x")]
    [InlineData("a\\b")]
    [InlineData("..\\x")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("a.pdf ")]
    [InlineData(" a.pdf")]
    [InlineData("a /b")]
    [InlineData("a.")]
    [InlineData("a.pdf:stream")]
    [InlineData(".. /x")]
    public void A_name_that_could_leave_the_folder_or_mean_another_file_is_not(string path)
    {
        var fault = EvidencePath.Fault(path);

        Assert.Equal("evidence.path", fault?.Code);
        Assert.Equal(path, fault!.Values["value"]);
    }
}
