using System.Globalization;
using System.Text;

namespace CallControl.Web.Api.Calls;

/// <summary>Writes calls as CSV: UTF-8 with a byte order mark, which Excel needs, and CRLF at the ends of lines (RFC 4180).</summary>
internal sealed class CallCsv(Stream output, char separator)
{
    private const int FlushEvery = 500;

    private static readonly string[] Header =
    [
        "id", "started_at", "caller", "dialled", "listing_id", "short_title", "attribution", "destination", "outcome", "end_side", "end_reason",
        "ended_at", "talk_seconds", "recorded", "flow", "node",
    ];

    public async Task WriteAsync(IAsyncEnumerable<CallView> calls, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        writer.NewLine = "\r\n";
        await writer.WriteLineAsync(string.Join(separator, Header));
        var written = 0;
        await foreach (var call in calls.WithCancellation(cancellationToken))
        {
            await writer.WriteLineAsync(string.Join(separator, Cells(call).Select(Cell)));
            if (++written % FlushEvery == 0)
                await writer.FlushAsync(cancellationToken);
        }
    }

    private IEnumerable<string?> Cells(CallView call) =>
    [
        call.Id.ToString(), Time(call.StartedAt), call.Caller, call.Dialled, call.ListingId?.ToString(CultureInfo.InvariantCulture), call.ShortTitle,
        call.Attribution, call.Destination, call.Outcome, call.EndSide, call.EndReason, Time(call.EndedAt), Seconds(call.TalkSeconds),
        call.Recorded ? "1" : "0", call.Flow, call.Node,
    ];

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // Where the semicolon separates cells, the comma separates decimals: Excel in Russian reads 1.5 as the first of May.
    private string? Seconds(double? seconds) => seconds?.ToString("0.#", CultureInfo.InvariantCulture).Replace('.', separator == ';' ? ',' : '.');

    private string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Caller ids and titles are written by others: a spreadsheet must not take one for a formula.
        if (text[0] is '=' or '+' or '-' or '@' or '\t' && !text.All(sign => sign == '+' || char.IsAsciiDigit(sign)))
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\"\r\n,;") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
