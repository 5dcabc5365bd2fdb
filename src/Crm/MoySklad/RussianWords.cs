using CallControl.Crm.Contracts;

namespace CallControl.Crm.MoySklad;

/// <summary>What employees read in MoySklad, whose interface is Russian.</summary>
internal static class RussianWords
{
    public const string IncomingOrder = "Телефонный звонок";
    public const string OutgoingOrder = "Исходящий звонок";
    public const string CreatedAutomatically = "Создан автоматически";

    /// <summary>Stands for the number of a client who hides it: MoySklad wants one.</summary>
    public const string HiddenNumber = "Номер скрыт";

    public static string Line(CrmCall call) => $"Линия {call.Line}";

    public static string Outcome(CallEnded ended) => ended.Result switch
    {
        CallResult.Answered => $"Разговор {Seconds(ended.Talked)}, ожидание {Seconds(ended.Waited)}",
        CallResult.NoAnswer when ended.Call.Direction == CallDirection.Incoming => $"Пропущен, ожидание {Seconds(ended.Waited)}",
        CallResult.NoAnswer => $"Клиент не ответил, ожидание {Seconds(ended.Waited)}",
        CallResult.Busy => "Занято",
        CallResult.Refused => "Вызов отклонён",
        CallResult.Cancelled when ended.Call.Direction == CallDirection.Incoming => $"Пропущен: клиент не дождался ответа, ожидание {Seconds(ended.Waited)}",
        CallResult.Cancelled => $"Сотрудник отменил вызов, ожидание {Seconds(ended.Waited)}",
        _ => "Соединить не удалось",
    };

    private static string Seconds(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? $"{time.TotalSeconds:0} с"
        : $"{(int)time.TotalMinutes} мин {time.Seconds} с";
}
