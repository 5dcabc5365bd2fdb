using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Suite;

/// <summary>The events of made-up calls.</summary>
internal static class Calls
{
    public static readonly PhoneNumber Client = PhoneNumber.Parse("+375290000001");
    public static readonly PhoneNumber Line = PhoneNumber.Parse("+375170000001");
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 7, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = Start.AddSeconds(95);

    public static CrmCall New(CallDirection direction = CallDirection.Incoming, PhoneNumber? client = null) =>
        new(Guid.NewGuid(), "0367", direction, client ?? Client, Line, Start);

    public static CallRinging Ringing(CrmCall call, params string[] extensions) =>
        new(Guid.NewGuid(), call, Start.AddSeconds(1), false, [.. extensions.Select(Party)]);

    public static CallAnswered Answered(CrmCall call, string extension) =>
        new(Guid.NewGuid(), call, Start.AddSeconds(8), false, Party(extension));

    public static CallEnded Ended(CrmCall call, string? extension, CallResult result = CallResult.Answered, bool recovered = false) =>
        new(Guid.NewGuid(), call, End, recovered, result, extension is null ? null : Party(extension), TimeSpan.FromSeconds(8),
            result == CallResult.Answered ? TimeSpan.FromSeconds(87) : TimeSpan.Zero)
        {
            Recording = result == CallResult.Answered ? LinkOf(call) : null,
        };

    public static RecordingReady Recording(CrmCall call, bool recovered = false, string extension = "101") =>
        new(Guid.NewGuid(), call, End.AddMinutes(2), recovered, LinkOf(call), TimeSpan.FromSeconds(87)) { By = Party(extension), Bytes = 348_000 };

    /// <summary>Everything that is told of an answered call.</summary>
    public static IReadOnlyList<CrmEvent> Whole(CrmCall call, string extension = "101") =>
        [Ringing(call, extension), Answered(call, extension), Ended(call, extension), Recording(call, extension: extension)];

    private static Uri LinkOf(CrmCall call) => new($"https://pbx.example.com/rec/{call.Id}.mp3?s=1");

    private static CallParty Party(string extension) => new(extension, null);
}
