using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <summary>RetailCRM's words. Events and uploads differ: <c>no answered</c> there, <c>no answer</c> here.</summary>
internal static class Words
{
    public const string In = "in";
    public const string Out = "out";
    public const string Hangup = "hangup";

    /// <summary>For those whose phones stop ringing because somebody else answered.</summary>
    public const string AnsweredElsewhere = "answered";

    public static string TypeOf(CrmCall call) => call.Direction == CallDirection.Incoming ? In : Out;

    public static string HangupStatusOf(CallResult result) => result switch
    {
        CallResult.Answered => "answered",
        CallResult.Busy or CallResult.Refused => "busy",
        CallResult.Cancelled => "cancel",
        CallResult.NoAnswer => "no answered",
        _ => "failed",
    };

    public static string ResultOf(CallResult result) => result switch
    {
        CallResult.Answered => "answered",
        CallResult.Busy or CallResult.Refused => "busy",
        CallResult.Cancelled or CallResult.NoAnswer => "no answer",
        _ => "failed",
    };
}
