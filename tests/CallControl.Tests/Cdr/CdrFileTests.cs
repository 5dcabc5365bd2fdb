using CallControl.Cdr;

namespace CallControl.CallControl.Tests.Cdr;

public sealed class CdrFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cdr").FullName;
    private readonly string _path;
    private readonly CdrFile _file;

    public CdrFileTests()
    {
        _path = Path.Combine(_folder, "callcontrol.csv");
        _file = new CdrFile(_path);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_record_is_read_as_Asterisk_writes_it()
    {
        var row = CdrRow.TryParse("\"pbx-1763640000.7\",\"+79160011234\",\"+74951112201\",\"from \"\"trunk\"\", 2\",\"PJSIP/152-0000002a\",\"1763640000.250000\",\"1763640005.500000\",\"1763640065.500000\",\"ANSWERED\",\"\"");

        row.ShouldBe(new CdrRow("pbx-1763640000.7", "+79160011234", "+74951112201", "from \"trunk\", 2", "PJSIP/152-0000002a",
            new(2025, 11, 20, 12, 0, 0, 250, TimeSpan.Zero), new(2025, 11, 20, 12, 0, 5, 500, TimeSpan.Zero), new(2025, 11, 20, 12, 1, 5, 500, TimeSpan.Zero), "ANSWERED", ""));
        row!.IsAnswered.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("one,two")]
    [InlineData("\"a\",\"\",\"\",\"\",\"\",\"soon\",\"\",\"1763640065.5\",\"\",\"\"")]
    [InlineData("\"a\",\"\",\"\",\"\",\"\",\"1763640065.5\",\"\",\"1763640000.5\",\"\",\"\"")]
    [InlineData("\"a,1,2,3,4,1763640000,0,1763640001,NO ANSWER,")]
    public void What_is_no_record_is_none(string line) => CdrRow.TryParse(line).ShouldBeNull();

    [Fact]
    public void Only_whole_lines_are_read_each_once_and_what_is_no_record_is_passed_over()
    {
        File.WriteAllText(_path, CdrLines.Line("a") + "rubbish\n" + CdrLines.Line("b") + CdrLines.Line("c")[..20]);

        var first = Read(CdrPosition.Beginning, out var at);
        File.AppendAllText(_path, CdrLines.Line("c")[20..]);
        var second = Read(at, out at);

        first.ShouldBe(["a", "b"]);
        second.ShouldBe(["c"]);
        Read(at, out _).ShouldBeEmpty();
    }

    [Fact]
    public void The_end_of_a_file_is_behind_its_last_whole_line_and_a_missing_one_begins_at_its_beginning()
    {
        var missing = _file.FindEnd();
        File.WriteAllText(_path, CdrLines.Line("a") + CdrLines.Line("b")[..20]);
        var end = _file.FindEnd();
        File.AppendAllText(_path, CdrLines.Line("b")[20..]);

        Read(missing, out _).ShouldBe(["a", "b"]);
        Read(end, out _).ShouldBe(["b"]);
    }

    [Fact]
    public void More_than_a_part_is_read_in_parts()
    {
        File.WriteAllLines(_path, Enumerable.Range(0, 20_000).Select(n => CdrLines.Line($"id{n}").TrimEnd('\n')));
        List<string> ids = [];

        var at = CdrPosition.Beginning;
        while (Read(at, out at) is { Count: > 0 } part)
            ids.AddRange(part);

        ids.ShouldBe(Enumerable.Range(0, 20_000).Select(n => $"id{n}"));
        _file.FindEnd().ShouldBe(at);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_was_put_aside_is_read_to_its_end_before_the_new_one(bool copied)
    {
        File.WriteAllText(_path, CdrLines.Line("a") + CdrLines.Line("b"));
        var at = _file.Read(CdrPosition.Beginning, out _)[0].After;

        File.Copy(_path, _path + ".1");
        if (copied)
            File.WriteAllText(_path, "");
        else
            File.Delete(_path);
        var rest = Read(at, out at);
        var none = Read(at, out _);
        File.AppendAllText(_path, CdrLines.Line("c"));
        var next = Read(at, out at);

        rest.ShouldBe(["b"]);
        none.ShouldBeEmpty();
        next.ShouldBe(["c"]);
        Read(at, out _).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_nowhere_to_be_found_is_said_to_be_lost_and_the_new_one_is_read()
    {
        File.WriteAllText(_path, CdrLines.Line("a"));
        Read(CdrPosition.Beginning, out var at);
        File.WriteAllText(_path, CdrLines.Line("b"));

        var entries = _file.Read(at, out var isLost);

        isLost.ShouldBeTrue();
        entries.Single().Row!.UniqueId.ShouldBe("b");
    }

    private List<string> Read(CdrPosition from, out CdrPosition after)
    {
        var entries = _file.Read(from, out var isLost);
        isLost.ShouldBeFalse();
        after = entries.Count == 0 ? from : entries[^1].After;
        return [.. entries.Select(entry => entry.Row?.UniqueId).OfType<string>()];
    }
}
