using EvaluatorSuite.Application.Search;

namespace EvaluatorSuite.Application.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("ＣＣＥＲ－２０２４", "ccer-2024")]
    [InlineData("第 三 届  论坛", "第三届论坛")]
    [InlineData("  Green\tForum  2026 ", "green forum 2026")]
    [InlineData("吉林 ABC 论坛", "吉林 abc 论坛")]
    [InlineData("a\nb", "a\nb")]
    public void Ways_of_typing_the_same_are_one(string typed, string same) => Assert.Equal(same, SearchText.Normalize(typed));

    [Fact]
    public void Half_an_emoji_is_read_without_failing() => Assert.Equal("\uFFFD活动", SearchText.Normalize("\uD83C活动"));

    [Theory]
    [InlineData("长春净月潭瓦萨国际滑雪节", "净月")]
    [InlineData("2026 Green Forum", "gree")]
    [InlineData("CCER-2024-000500 – CCER-2024-000999", "2024-0005")]
    [InlineData("冬季🏂大会", "🏂大")]
    [InlineData("a\"b*c'd%e_f", "b*c'd%")]
    [InlineData("NOT AND OR NEAR", "near")]
    public void Whatever_stands_in_a_text_is_looked_up_by_grams_that_the_text_has(string text, string query) =>
        Assert.Subset(SearchText.GramsOfEntry(text).ToHashSet(), SearchText.GramsOfQuery(SearchText.Terms(query)).ToHashSet());

    [Fact]
    public void No_gram_has_anything_but_letters_and_digits() =>
        Assert.All(SearchText.GramsOfEntry("\"吉林\" OR * NEAR(a,b) %_ 'x' 🏂 -col:y"), gram => Assert.Matches("^[a-z0-9]+$", gram));

    [Fact]
    public void Random_texts_are_found_by_each_of_their_parts()
    {
        var random = new Random(20260301);
        const string Letters = "吉林长春ab01 -\n🏂碳中和Ａ";
        for (var i = 0; i < 2000; i++)
        {
            var text = SearchText.Normalize(string.Concat(Enumerable.Range(0, random.Next(2, 30)).Select(_ => Letters[random.Next(Letters.Length)])));
            var from = random.Next(Math.Max(1, text.Length - 2));
            var part = text.Substring(from, random.Next(0, text.Length - from + 1));
            var terms = SearchText.Terms(part);
            if (!part.Contains('\uFFFD') && SearchText.CanFind(terms) && !part.Any(char.IsSurrogate))
            {
                Assert.Subset(SearchText.GramsOfEntry(text).ToHashSet(), SearchText.GramsOfQuery(terms).ToHashSet());
                Assert.True(SearchText.Holds(text, terms));
            }
        }
    }

    [Theory]
    [InlineData("吉", false)]
    [InlineData("吉 林", false)]
    [InlineData("🏂", false)]
    [InlineData("", false)]
    [InlineData("吉林", true)]
    [InlineData("吉 论坛", true)]
    public void Two_characters_are_enough_and_one_is_not(string query, bool enough) => Assert.Equal(enough, SearchText.CanFind(SearchText.Terms(query)));
}
