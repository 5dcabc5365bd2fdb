using System.Globalization;

namespace CallControl.CallControl.Tests.Cdr;

/// <summary>Lines as <c>asterisk-conf/cdr_custom.conf</c> makes Asterisk write them.</summary>
internal static class CdrLines
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static string Line(
        string id, string to = "+74951112201", string from = "375447034448", int second = 0, int seconds = 20, int? answered = null, string channel = "", string user = "")
        => string.Create(CultureInfo.InvariantCulture,
            $"\"{id}\",\"{from}\",\"{to}\",\"callcontrol-away\",\"{channel}\",\"{At(second)}\",\"{(answered is { } at ? At(second + at) : "0.000000")}\",\"{At(second + seconds)}\",\"{(answered is null ? "NO ANSWER" : "ANSWERED")}\",\"{user}\"\n");

    private static string At(int second) => string.Create(CultureInfo.InvariantCulture, $"{Noon.AddSeconds(second).ToUnixTimeSeconds()}.000000");
}
