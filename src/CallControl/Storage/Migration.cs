using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CallControl.Storage;

/// <summary>One numbered SQL file: <c>0001_numbers.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string Folder = ".Storage.Migrations.";
    private const string Extension = ".sql";

    /// <summary>Line endings don't count: a checkout may change them.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public override string ToString() => $"{Version.ToString("D4", CultureInfo.InvariantCulture)}_{Name}";

    /// <summary>The files embedded in the program, in order.</summary>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(migration => migration.Version)
            .ToList();
        if (migrations.GroupBy(migration => migration.Version).FirstOrDefault(versions => versions.Count() > 1) is { } twice)
            throw new StartupException($"Two migrations have one number: {string.Join(", ", twice)}");
        return migrations;
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        var file = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^Extension.Length];
        var cut = file.IndexOf('_', StringComparison.Ordinal);
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new Migration(int.Parse(file[..cut], CultureInfo.InvariantCulture), file[(cut + 1)..], reader.ReadToEnd());
    }
}
