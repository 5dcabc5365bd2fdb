using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CallControl.CallControl.Tests.Prompts;

/// <summary>EBU R128 as ffmpeg's <c>loudnorm</c> measures it: not the filter that the prompts are made with.</summary>
internal static partial class Loudness
{
    /// <param name="path">A finished sound.</param>
    /// <returns>LUFS.</returns>
    public static async Task<double> OfAsync(string path)
    {
        string[] format = Path.GetExtension(path) switch
        {
            ".ulaw" => ["-f", "mulaw", "-ar", "8000"],
            ".alaw" => ["-f", "alaw", "-ar", "8000"],
            _ => ["-f", "s16le", "-ar", "16000"],
        };
        using var process = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-hide_banner", .. format, "-i", path, "-af", "loudnorm=print_format=json", "-f", "null", "-"]) { RedirectStandardError = true })!;
        var report = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(Integrated().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"""input_i"" : ""(-?[\d.]+)""")]
    private static partial Regex Integrated();
}
