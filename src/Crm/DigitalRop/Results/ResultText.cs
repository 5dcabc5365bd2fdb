using System.Globalization;
using System.Text;

namespace CallControl.Crm.DigitalRop.Results;

/// <summary>A checklist's result in two lines, for the comment on a call in the CRM.</summary>
public static class ResultText
{
    private const int MostStages = 10;
    private const int Longest = 1000;

    /// <returns>Null for a table, whose fields are the enterprise's own.</returns>
    public static string? Of(AnalysisResult result)
    {
        if (result.Kind != ResultKind.Checklist)
            return null;
        var text = new StringBuilder($"Цифровой РОП, «{result.Title}»: ");
        text.Append(CultureInfo.InvariantCulture, $"{(result.TotalScore is { } score ? score.ToString("0.##", CultureInfo.InvariantCulture) : "?")}");
        if (result.MaxScore is { } most)
            text.Append(CultureInfo.InvariantCulture, $" из {most:0.##}");
        if (result.Percentage is { } percent)
            text.Append(CultureInfo.InvariantCulture, $" ({percent:0.##}%)");
        if (result.FailedStages.Count > 0)
            text.Append("\nНе выполнено: ").AppendJoin("; ", result.FailedStages.Take(MostStages));
        if (result.FailedStages.Count > MostStages)
            text.Append(CultureInfo.InvariantCulture, $"; и ещё {result.FailedStages.Count - MostStages}");
        if (text.Length > Longest)
            text.Length = Longest;
        return text.ToString();
    }
}
