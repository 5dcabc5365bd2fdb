using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CallControl.Audio;

/// <summary>Runs ffmpeg, ffprobe and espeak-ng: arguments as a list and text by standard input, so that nothing passes a shell.</summary>
internal sealed class AudioTools(TimeProvider time)
{
    // ffmpeg 5 exits with 0 when it could not write the end of a file.
    private static readonly string[] NotWritten = ["No space left on device", "Disk quota exceeded", "Input/output error"];

    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <exception cref="OperationCanceledException">Cancelled; the program was ended.</exception>
    public async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, string? input, TimeSpan limit, CancellationToken cancellation)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = text,
            StandardOutputEncoding = text,
            StandardErrorEncoding = text,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return ToolResult.Failed($"{program} can't be started: {missing.Message}");
        }
        LowerPriority(process);
        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(both.Token);
            var errors = process.StandardError.ReadToEndAsync(both.Token);
            await FeedAsync(process, input, both.Token);
            await process.WaitForExitAsync(both.Token);
            var problem = (await errors).Trim();
            return new ToolResult(process.ExitCode == 0 && !NotWritten.Any(problem.Contains), await output, problem);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellation.ThrowIfCancellationRequested();
            return ToolResult.Failed($"{program} was ended after {limit.TotalSeconds:0} s");
        }
    }

    /// <returns>Null when the file can't be read as sound.</returns>
    public async Task<TimeSpan?> DurationAsync(string file, CancellationToken cancellation)
    {
        var probe = await RunAsync(
            "ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file], null, TimeSpan.FromSeconds(30), cancellation);
        return probe.Success && double.TryParse(probe.Output.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    /// <summary>How long a file really plays that consists of frames of one length: its header's word is written before its end can be lost.</summary>
    /// <returns>Null when the file can't be read as sound.</returns>
    public async Task<TimeSpan?> CountAsync(string file, TimeSpan frame, CancellationToken cancellation)
    {
        var probe = await RunAsync(
            "ffprobe", ["-v", "error", "-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", file], null, TimeSpan.FromMinutes(1), cancellation);
        return probe.Success && int.TryParse(probe.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var frames) ? frames * frame : null;
    }

    private static async Task FeedAsync(Process process, string? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says why.
        }
    }

    /// <summary>Calls come first: sound is made with what they leave of the processor.</summary>
    private static void LowerPriority(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // Already ended, or not allowed here: it runs as it is.
        }
    }
}
