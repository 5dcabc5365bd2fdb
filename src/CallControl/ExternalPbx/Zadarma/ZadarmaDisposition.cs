using CallControl.Calls;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>Zadarma's word for how a call ended, in ours.</summary>
internal static class ZadarmaDisposition
{
    public const string Answered = "answered";

    public static EndReason ToEndReason(string disposition) => disposition switch
    {
        Answered => new("system", "completed"), // who hung up is not told
        "busy" => new("owner", "busy"),
        "no answer" => new("owner", "no_answer"),
        "cancel" => EndReason.CallerHungUp,
        "" or "failed" => EndReason.Failed,
        // no money, unallocated number, no limit, no day limit, line limit, "no money, no limit"
        _ => new("system", string.Join('_', disposition.ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))),
    };
}
