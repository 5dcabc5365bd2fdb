using System.Text.RegularExpressions;

namespace CallControl.Asterisk.Ari;

/// <summary>An Asterisk version such as <c>22.10.1~dfsg+…</c>, and what follows from it.</summary>
public readonly partial record struct AsteriskVersion(int Major, int Minor, int Patch)
{
    /// <summary>REST over the websocket came with 20.14, 21.9 and 22.4.</summary>
    public bool HasRestOverWebSocket => AtLeast(20, 14, 21, 9, 22, 4);

    /// <summary>Asterisk connects to us since 20.15, 21.10 and 22.5.</summary>
    public bool HasOutboundWebSocket => AtLeast(20, 15, 21, 10, 22, 5);

    /// <summary>What an engineer should know of this version before callers do; null when nothing.</summary>
    public string? Warning => this switch
    {
        { Major: 22, Minor: 9, Patch: 0 } => "22.9.0 deadlocks at about 100 ARI calls a minute (asterisk#1962): install 22.9.1 or later",
        { Major: < 16 } => "versions before 16 are not tested",
        _ => null,
    };

    /// <summary>Reads the first three numbers; what is not there is zero.</summary>
    public static AsteriskVersion Parse(string? text)
    {
        var match = Numbers().Match(text ?? "");
        return new AsteriskVersion(Number(match, 1), Number(match, 2), Number(match, 3));
    }

    public override string ToString() => $"{Major}.{Minor}.{Patch}";

    private bool AtLeast(params ReadOnlySpan<int> releases)
    {
        for (var i = 0; i < releases.Length; i += 2)
        {
            if (Major == releases[i])
                return Minor >= releases[i + 1];
        }

        return Major > releases[^2];
    }

    private static int Number(Match match, int group)
        => int.TryParse(match.Groups[group].ValueSpan, out var number) ? number : 0;

    [GeneratedRegex(@"^(\d+)(?:\.(\d+))?(?:\.(\d+))?")]
    private static partial Regex Numbers();
}
