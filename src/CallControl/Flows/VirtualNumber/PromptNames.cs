namespace CallControl.Flows.VirtualNumber;

/// <summary>The names of the prompts in <c>sounds/*/prompts.yaml</c> that calls to virtual numbers say.</summary>
internal static class PromptNames
{
    public const string Greeting = "greeting";
    public const string GreetingGeneric = "greeting_generic";
    public const string Direct = "direct";
    public const string Connecting = "connecting";
    public const string Whisper = "whisper";
    public const string Accept = "accept";
    public const string ChooseFirst = "choose_first";
    public const string ChooseSecond = "choose_second";
    public const string EnterCode = "enter_code";
    public const string WrongCode = "wrong_code";
    public const string Consent = "consent";
    public const string NotFound = "not_found";
    public const string OutOfHours = "out_of_hours";
    public const string Unavailable = "unavailable";
    public const string Goodbye = "goodbye";
    public const string Error = "error";
}
