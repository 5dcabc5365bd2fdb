using System.Globalization;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel;

/// <summary>What employees read in U-ON, whose interface is Russian.</summary>
internal static class RussianWords
{
    public const string IncomingCall = "Входящий звонок";
    public const string OutgoingCall = "Исходящий звонок";
    public const string CreatedAutomatically = "Создан автоматически";
    public const string HiddenNumber = "Номер скрыт";
    public const string UnknownClient = "Неизвестный клиент";
    public const string CreateClient = "Создать клиента";

    public static string Call(CallDirection direction) => direction == CallDirection.Incoming ? IncomingCall : OutgoingCall;

    public static string LeadNote(CrmCall call, string date) =>
        $"{Call(call.Direction)} {call.Client}, {(call.Line.ToString() is { Length: > 0 } line ? $"линия {line}, " : "")}{date}";

    public static string Outcome(CallEnded ended) => ended.Result switch
    {
        CallResult.Answered => $"Разговор {Time(ended.Talked)}, ожидание {Time(ended.Waited)}",
        CallResult.NoAnswer when ended.Call.Direction == CallDirection.Incoming => $"Пропущен, ожидание {Time(ended.Waited)}",
        CallResult.NoAnswer => $"Клиент не ответил, ожидание {Time(ended.Waited)}",
        CallResult.Busy => "Занято",
        CallResult.Refused => "Вызов отклонён",
        CallResult.Cancelled when ended.Call.Direction == CallDirection.Incoming => $"Пропущен: клиент не дождался ответа, ожидание {Time(ended.Waited)}",
        CallResult.Cancelled => $"Сотрудник отменил вызов, ожидание {Time(ended.Waited)}",
        _ => "Соединить не удалось",
    };

    /// <summary><c>1:27</c>.</summary>
    public static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
