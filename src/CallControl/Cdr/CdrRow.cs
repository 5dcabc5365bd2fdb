using System.Globalization;
using System.Text;

namespace CallControl.Cdr;

/// <summary>A call record of Asterisk, a line of the file that <c>asterisk-conf/cdr_custom.conf</c> describes.</summary>
/// <param name="UniqueId">Of the channel whose record it is.</param>
/// <param name="Source">The caller's number as the trunk wrote it; empty when it is hidden.</param>
/// <param name="Dialled">The extension the channel was in at last; for calls from a trunk the number that was dialled.</param>
/// <param name="Context">The context of that extension.</param>
/// <param name="DestinationChannel">Whom the channel was put through to; empty when to nobody.</param>
/// <param name="StartedAt">When the channel began.</param>
/// <param name="AnsweredAt">Null when it was never answered.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Disposition"><c>ANSWERED</c>, <c>NO ANSWER</c>, <c>BUSY</c>, <c>FAILED</c>, <c>CONGESTION</c>.</param>
/// <param name="UserField">Whatever the dialplan has set; the address of a recording is understood.</param>
internal sealed record CdrRow(
    string UniqueId, string Source, string Dialled, string Context, string DestinationChannel, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt,
    DateTimeOffset EndedAt, string Disposition, string UserField)
{
    private const int Fields = 10;

    public bool IsAnswered => Disposition == "ANSWERED" && AnsweredAt is not null && DestinationChannel.Length > 0;

    // "pbx-1795184938.3","+79160011234","+74951112201","callcontrol-away","","1795184938.120394","0.000000","1795184949.331021","NO ANSWER",""
    /// <returns>Null when the line is no such record.</returns>
    public static CdrRow? TryParse(string line)
    {
        if (Split(line) is not { Count: Fields } fields || fields[0].Length == 0)
            return null;
        if (Time(fields[5]) is not { } started || Time(fields[7]) is not { } ended || ended < started)
            return null;
        return new CdrRow(fields[0], fields[1], fields[2], fields[3], fields[4], started, Time(fields[6]), ended, fields[8], fields[9]);
    }

    /// <summary>Values in quotation marks, which are doubled inside, or without.</summary>
    private static List<string>? Split(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            var letter = line[at];
            if (letter == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"')
                field.Append(line[++at]);
            else if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
                Take();
            else
                field.Append(letter);
        }

        Take();
        return quoted ? null : fields;

        void Take()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }

    // What has not happened is 0.
    private static DateTimeOffset? Time(string text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
