using System.Globalization;

namespace CallControl.Asterisk.Agi;

/// <summary>Asterisk's answer to a command: <c>200 result=1 (value)</c>, or <c>511 Command Not Permitted on a dead channel or intercept routine</c>.</summary>
/// <param name="Code">200: carried out; 510: unknown command; 511: not any more, the channel is dead; 520: wrong use.</param>
/// <param name="Result">The number behind <c>result=</c>; its meaning is each command's own. Null where there is none.</param>
/// <param name="Text">The whole line.</param>
public sealed record AgiReply(int Code, int? Result, string Text)
{
    private const string ResultMark = "result=";

    public bool Success => Code == 200;

    /// <exception cref="AgiException">It does not begin with a code.</exception>
    public static AgiReply Parse(string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            throw new AgiException("Asterisk's answer has no code");
        int? result = null;
        if (line.IndexOf(ResultMark, StringComparison.Ordinal) is var at and > 0)
        {
            var text = line.AsSpan(at + ResultMark.Length);
            var end = text.IndexOf(' ');
            if (int.TryParse(end < 0 ? text : text[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                result = number;
        }

        return new AgiReply(code, result, line);
    }
}
