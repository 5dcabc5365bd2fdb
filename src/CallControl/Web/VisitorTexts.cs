namespace CallControl.Web;

/// <summary>What a visitor, or the developer of his page, reads when something is wrong.</summary>
internal sealed record VisitorTexts
{
    private static readonly VisitorTexts Russian = new()
    {
        BadRequest = "Запрос составлен неверно",
        NotJson = "Тело запроса должно быть объектом JSON, например {\"listing_id\": 101}",
        WrongContentType = "Тело запроса должно быть в формате application/json",
        ListingIdMissing = "Укажите номер объекта",
        ListingIdWrong = "Номер объекта должен быть целым числом",
        VisitorIdWrong = "Идентификатор посетителя: строка не длиннее 100 символов, без управляющих символов",
        UnknownListing = "Объект не найден",
        PoolEmpty = "Все виртуальные номера заняты",
        CallOwner = "Позвоните владельцу по номеру из поля owner_phone_display или повторите запрос позже",
        TryLater = "Повторите запрос позже",
        TooMany = "Слишком много разных объектов за короткое время",
        Refused = "Номер не выдан",
        ForeignSite = "Страницы этого сайта не могут запрашивать номера (настройка Web:AllowedOrigins)",
        NotAClick = "Номер выдаётся по нажатию кнопки, а не роботам и не при предварительной загрузке страницы",
        Unavailable = "Сервис временно недоступен",
        Failed = "Внутренняя ошибка",
        LinkExpired = "Срок действия ссылки истёк",
        LinkForged = "Ссылка недействительна",
        UnknownRecording = "Записи нет",
    };

    private static readonly VisitorTexts English = new()
    {
        BadRequest = "The request is not valid",
        NotJson = "The body must be a JSON object, for example {\"listing_id\": 101}",
        WrongContentType = "The body must be application/json",
        ListingIdMissing = "The listing's id is missing",
        ListingIdWrong = "The listing's id must be a whole number",
        VisitorIdWrong = "The visitor's id must be a text of at most 100 characters without control characters",
        UnknownListing = "There is no such listing",
        PoolEmpty = "All virtual numbers are in use",
        CallOwner = "Call the owner at owner_phone_display, or try again later",
        TryLater = "Try again later",
        TooMany = "Too many different listings in a short time",
        Refused = "No number is given",
        ForeignSite = "Pages of this site may not ask for numbers (setting Web:AllowedOrigins)",
        NotAClick = "A number is given for a click, not to robots nor when a page is loaded ahead",
        Unavailable = "The service is not available for the moment",
        Failed = "Internal error",
        LinkExpired = "The link has expired",
        LinkForged = "The link is not valid",
        UnknownRecording = "There is no such recording",
    };

    public required string BadRequest { get; init; }

    public required string NotJson { get; init; }

    public required string WrongContentType { get; init; }

    public required string ListingIdMissing { get; init; }

    public required string ListingIdWrong { get; init; }

    public required string VisitorIdWrong { get; init; }

    public required string UnknownListing { get; init; }

    public required string PoolEmpty { get; init; }

    public required string CallOwner { get; init; }

    public required string TryLater { get; init; }

    public required string TooMany { get; init; }

    public required string Refused { get; init; }

    public required string ForeignSite { get; init; }

    public required string NotAClick { get; init; }

    public required string Unavailable { get; init; }

    public required string Failed { get; init; }

    public required string LinkExpired { get; init; }

    public required string LinkForged { get; init; }

    public required string UnknownRecording { get; init; }

    /// <summary>In the language the request prefers; Russian when it prefers neither.</summary>
    public static VisitorTexts For(HttpRequest request)
    {
        var preferred = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(language => Is(language, "ru") || Is(language, "en"));
        return preferred is not null && Is(preferred, "en") ? English : Russian;
    }

    private static bool Is(string language, string primary) =>
        language.Equals(primary, StringComparison.OrdinalIgnoreCase) || language.StartsWith(primary + "-", StringComparison.OrdinalIgnoreCase);
}
