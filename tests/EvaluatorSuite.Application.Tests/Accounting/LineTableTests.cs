using System.Text;
using EvaluatorSuite.Application.Accounting;
using EvaluatorSuite.Application.Tables;
using EvaluatorSuite.Application.Texts;
using EvaluatorSuite.Domain.Accounting;
using EvaluatorSuite.Domain.Guides;
using EvaluatorSuite.Infrastructure.Spreadsheets;
using EvaluatorSuite.Testing;

namespace EvaluatorSuite.Application.Tests.Accounting;

/// <summary>A table as people keep one, read as lines.</summary>
public sealed class LineTableTests
{
    private static readonly GuidePack Jilin = GuidePackReader.Read(File.ReadAllBytes(Path.Combine(Repository.Guides, "jilin-2026-draft", GuidePack.FileName)));

    private static readonly LineContext Context = new(Jilin, new LineRules(Jilin, new HashSet<string>()), new LineWords(Jilin), new HashSet<string> { "travel-taxi" });

    [Fact]
    public void Headings_and_words_are_understood_as_people_write_them()
    {
        var file = Pasted("""
            2026 年会议活动数据
            序号	排放源	活动阶段	内容	活动水平（kWh）	采用的排放因子	排放量(tCO2)
            1	外购电力	举办阶段	场馆用电	48,600	grid-jilin-2023	22.70106
            2	Purchased electricity	会前	搭建用电	1200.5	吉林省电力平均二氧化碳排放因子	0.5
            合计				49800.5		23.2
            """);

        var mapping = LineMapping.Guess(file, 0);
        var table = LineTable.Read(file.Sheets[0], mapping, Context);

        Assert.Equal((2, "kWh"), (mapping.HeaderRow, mapping.Fixed[LineField.Unit]));
        Assert.Equal([], table.Faults.Select(f => $"{f.Place} {f.What.Code}"));
        Assert.Equal(
            [("electricity", EventStage.Hold, 48_600m, "kWh", "grid-jilin-2023", 22.70106m), ("electricity", EventStage.Prepare, 1200.5m, "kWh", "grid-jilin-2023", 0.5m)],
            table.Lines.Select(l => (l.Facts.Source, l.Facts.Stage, l.Facts.Amount, l.Facts.Unit, l.Facts.Factor!, l.Facts.ClaimedTonnes)));
        Assert.Equal([5], table.Totals);
    }

    [Theory]
    [InlineData("度", "kWh")]
    [InlineData("千瓦时", "kWh")]
    [InlineData("KWH", "kWh")]
    [InlineData("吨", "t")]
    [InlineData("公斤", "kg")]
    [InlineData("升", "L")]
    [InlineData("人·公里", "pkm")]
    [InlineData("Passenger-km", "pkm")]
    [InlineData("ｍ³", "m3")]
    [InlineData("万标方", "1e4Nm3")]
    [InlineData("10⁴ Nm³", "1e4Nm3")]
    [InlineData("间夜", "room-night")]
    [InlineData("人天", "person-day")]
    [InlineData("吉焦", "GJ")]
    [InlineData("箱", "箱")]
    public void A_unit_is_known_by_its_usual_names_and_otherwise_left_for_the_rules_to_refuse(string written, string code) =>
        Assert.Equal(code, Context.Words.Understand(new TypedLine { Unit = written }).Unit);

    [Fact]
    public void No_name_stands_for_two_codes()
    {
        Assert.All(Unit.All, u => Assert.All(TextCatalog.Languages.SelectMany(l => TextCatalog.In(l)[$"alias.unit.{u.Code}"].Split(';')), name => Assert.Equal(u.Code, Context.Words.Understand(new TypedLine { Unit = name }).Unit)));
        Assert.All(Jilin.Sources, s => Assert.Equal(s.Key, Context.Words.Understand(new TypedLine { Source = s.Name.Zh }).Source));
        Assert.All(Jilin.Sources, s => Assert.Equal(s.Key, Context.Words.Understand(new TypedLine { Source = s.Name.En.ToUpperInvariant() }).Source));
        Assert.All(Jilin.Factors, f => Assert.Equal(f.Key, Context.Words.Understand(new TypedLine { Factor = f.Name.Zh }).Factor));
    }

    [Theory]
    [InlineData("排放源", LineField.Source)]
    [InlineData("Emission source", LineField.Source)]
    [InlineData("活动水平数量", LineField.Amount)]
    [InlineData("用电量（度）", LineField.Amount)]
    [InlineData("计量单位", LineField.Unit)]
    [InlineData("申报排放量（tCO₂e）", LineField.ClaimedTonnes)]
    [InlineData("Claimed (tCO₂e)", LineField.ClaimedTonnes)]
    [InlineData("交叉核对", LineField.CrossCheck)]
    [InlineData("序号", null)]
    [InlineData("", null)]
    public void A_heading_names_a_field(string heading, LineField? field) => Assert.Equal(field, LineWords.FieldOf(heading));

    [Fact]
    public void Every_fault_is_named_with_its_cell_and_nothing_wrong_is_passed_over()
    {
        var file = Pasted("""
            排放源	阶段	内容	数量	单位	因子	申报
            外购电力	举办	用电	四十八	MWh	grid-jilin-2023	1
            外购电力	举办	用电	-5	kw	grid-jilin-2023	1
            月球	会期	用电	1	kWh	没有的因子	1,2
            	举办		5	kWh	heat-default	
            travel-taxi	举办	出租车	5	vkm	car-petrol-cpcd-2023	1
            """);

        var table = LineTable.Read(file.Sheets[0], LineMapping.Guess(file, 0), Context);

        Assert.Equal(
            ["D2 line.amount-unreadable", "E3 line.unit-unknown", "D3 line.negative", "G4 line.amount-unreadable", "A4 line.source-unknown", "F4 line.factor-unknown",
                "G5 line.missing", "A5 line.missing", "C5 line.missing", "A6 line.source-excluded"],
            table.Faults.Select(f => $"{f.Place} {f.What.Code}"));
    }

    [Fact]
    public async Task Cells_of_a_workbook_that_are_no_figures_are_named()
    {
        using var book = new Workbook();
        var bytes = book.Sheet("数据",
        [
            [book.Text("排放源"), book.Text("阶段"), book.Text("内容"), book.Text("数量"), book.Text("单位"), book.Text("因子"), book.Text("申报")],
            [book.Text("外购电力"), book.Text("举办"), book.Text("日期"), Workbook.Number("46030", Workbook.Day), book.Text("度"), book.Text("grid-jilin-2023"), Workbook.Error("#REF!")],
            [book.Text("外购电力"), book.Text("举办"), book.Text("三分之一"), Workbook.Formula("1/3", "0.33333333333333331"), book.Text("度"), book.Text("grid-jilin-2023"), Workbook.Formula("D3", null)],
            [book.Text("外购电力"), book.Text("举办"), book.Text("浮点"), Workbook.Formula("0.1+0.2", "0.30000000000000004"), book.Text("度"), book.Text("grid-jilin-2023"), Workbook.Number("0")],
            [book.Text("外购电力"), book.Text("举办"), Workbook.Number("2026"), Workbook.Flag(true), book.Text("度"), book.Text("grid-jilin-2023"), Workbook.Number("1")],
        ]).Done();
        var file = await new TableReader().ReadAsync(new MemoryStream(bytes), "a.xlsx", CancellationToken.None);

        var table = LineTable.Read(file.Sheets[0], LineMapping.Guess(file, 0), Context);

        Assert.Equal(["D2 table.cell-date", "G2 table.cell-error", "D3 table.cell-digits", "G3 table.cell-uncalculated", "D5 table.cell-flag"], table.Faults.Select(f => $"{f.Place} {f.What.Code}"));
        Assert.Equal(["D4"], table.Shortened);
        Assert.Equal((0.3m, "2026"), (table.Lines[2].Facts.Amount, table.Lines[3].Facts.Description));
    }

    [Fact]
    public void A_claim_is_calculated_only_where_somebody_asked_for_it()
    {
        var file = Pasted("排放源\t阶段\t内容\t数量\t单位\t因子\t申报\n外购电力\t举办\t用电\t1000\t度\tgrid-jilin-2023\t\n外购热力\t举办\t热\t5\t度\tnatural-gas-2015\t\n");
        var mapping = LineMapping.Guess(file, 0);

        Assert.Equal(["G2 line.missing", "G3 line.missing"], LineTable.Read(file.Sheets[0], mapping, Context).Faults.Select(f => $"{f.Place} {f.What.Code}"));
        var table = LineTable.Read(file.Sheets[0], mapping with { CalculateClaims = true }, Context);
        Assert.Equal((0.4671m, 1), (table.Lines[0].Facts.ClaimedTonnes, table.CalculatedClaims));
        Assert.Equal(["G3 line.claim-uncalculable"], table.Faults.Select(f => $"{f.Place} {f.What.Code}"));
    }

    [Fact]
    public void Of_many_faults_a_hundred_are_listed_and_all_are_counted()
    {
        var text = new StringBuilder("排放源\t数量\n");
        for (var i = 0; i < 500; i++)
        {
            text.Append("外购电力\tx\n");
        }

        var file = Pasted(text.ToString());
        var table = LineTable.Read(file.Sheets[0], LineMapping.Guess(file, 0), Context);

        Assert.Equal((100, 3000), (table.Faults.Count, table.FaultCount));
    }

    [Fact]
    public void What_a_draft_keeps_is_what_was_read()
    {
        var file = Pasted("排放源\t数量\n外购电力\t\"1\n2\"\n\t5\n");

        var kept = new TableDraft(Guid.CreateVersion7(), Guid.CreateVersion7(), file, DateTimeOffset.UnixEpoch).Open();

        Assert.Equal(file.Sheets[0].Rows.Select(Text), kept.Sheets[0].Rows.Select(Text));
        Assert.Equal((file.Name, file.Sha256), (kept.Name, kept.Sha256));
        Assert.Equal(file.Notes.Select(n => TextCatalog.In("en").Say(n)), kept.Notes.Select(n => TextCatalog.In("en").Say(n)));
        static string Text(TableRow row) => $"{row.Number}:{string.Join('|', row.Cells)}";
    }

    private static TableFile Pasted(string text) => new TableReader().ReadPasted(text, "粘贴");
}
