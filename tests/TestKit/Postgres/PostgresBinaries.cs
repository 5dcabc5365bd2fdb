namespace CallControl.TestKit.Postgres;

/// <summary>Where Debian's packages put a PostgreSQL server: <c>/usr/lib/postgresql/MAJOR/bin</c>.</summary>
internal sealed record PostgresBinaries(int Major, string Folder)
{
    private const string Root = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>The newest installed server, or the one of the given major version (an existing data folder can't be opened by another).</summary>
    public static PostgresBinaries Find(int? major = null)
    {
        var installed = Installed().ToList();
        if (installed.Count == 0)
            throw new PostgresClusterException($"No PostgreSQL server is installed: nothing in {Root}/*/bin. On Debian: apt-get install postgresql");
        if (major is null)
            return installed.MaxBy(b => b.Major)!;
        return installed.Find(b => b.Major == major)
            ?? throw new PostgresClusterException($"The data was made by PostgreSQL {major}, which is not installed (there is {string.Join(", ", installed.Select(b => b.Major))})");
    }

    private static IEnumerable<PostgresBinaries> Installed() =>
        from folder in Directory.Exists(Root) ? Directory.GetDirectories(Root) : []
        let bin = Path.Combine(folder, "bin")
        where int.TryParse(Path.GetFileName(folder), out _) && File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres"))
        select new PostgresBinaries(int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture), bin);
}
