using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Clients;

namespace CallControl.Crm.UonTravel.Cards;

/// <summary>What a pop-up says: three lines of plain text, or HTML with what is known of the client. Everything that a client or an employee typed is escaped.</summary>
/// <param name="host">Of the account's pages; null: nothing is linked.</param>
/// <param name="zone">Of the enterprise.</param>
internal sealed class PopUpText(string? host, TimeZoneInfo zone)
{
    /// <summary>Without anything that U-ON would have to be asked for.</summary>
    public static string Basic(CrmCall call, string extension) => string.Join('\n', Lines(
        $"{RussianWords.Call(call.Direction)}: {Number(call)}",
        Line(call) is { } line ? $"Линия: {line}" : null,
        $"Менеджер: {extension}"));

    /// <param name="ringing">Which call, and since when.</param>
    /// <param name="extension">Whose screen.</param>
    /// <param name="client">Who calls.</param>
    /// <param name="about">More lines about him, unescaped.</param>
    public string Enriched(CallRinging ringing, string extension, ClientNote client, IReadOnlyList<string> about)
    {
        var call = ringing.Call;
        var number = $"📱 {Escape(Number(call))}";
        var at = TimeZoneInfo.ConvertTime(ringing.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        IEnumerable<string> lines =
        [
            $"📞 <b>{RussianWords.Call(call.Direction)}</b>",
            .. Who(client, number),
            .. Lines(Line(call) is { } line ? $"🏢 Линия: {Escape(line)}" : null),
            $"👨‍💼 Менеджер: {Escape(extension)}",
            $"⏰ {at}",
            .. about.Select(Escape),
            .. Lines(client.Id is null && call.Client is { } phone && host is not null ? Link($"phone={phone.Digits}", RussianWords.CreateClient) : null),
        ];
        return string.Join("<br>", lines);
    }

    private IEnumerable<string> Who(ClientNote client, string number)
    {
        if (client.Id is not { } id)
            return [$"❓ {RussianWords.UnknownClient}", number];
        var link = $"client_id={id}";
        return client.Company is { } company
            ? [$"🏢 {Link(link, company)}", .. Lines(client.Person is { } person ? $"👤 {Escape(person)} (контакт)" : null), number]
            : [$"👤 {Link(link, client.Person ?? "Новый клиент")}", number];
    }

    private string Link(string query, string text) => host is null
        ? Escape(text)
        : $"""<a href="https://{Escape(host)}/client_edit.php?{Escape(query)}" target="_blank">{Escape(text)}</a>""";

    private static string Number(CrmCall call) => call.Client?.ToString() ?? RussianWords.HiddenNumber;

    private static string? Line(CrmCall call) => call.Line.ToString() is { Length: > 0 } line ? line : null;

    private static IEnumerable<string> Lines(params string?[] lines) => lines.OfType<string>();

    // Only what HTML needs: WebUtility would also turn every emoji and Russian letter above U+00A0 into a number.
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
}
