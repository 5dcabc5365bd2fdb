namespace CallControl.Prompts.Speech;

/// <summary>A speech service asked by HTTP. In the address and the body <c>{text}</c>, <c>{language}</c>, <c>{voice}</c> and <c>{speed}</c> are filled in.</summary>
internal sealed class HttpSpeechSettings
{
    /// <summary>Where the text is posted to: <c>https://speech.example.com/v1/tts?lang={language}</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>For example <c>Authorization</c>. Never logged.</summary>
    public Dictionary<string, string> Headers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is posted; values are escaped as <see cref="ContentType"/> asks for.</summary>
    public string Body { get; set; } = "{text}";

    /// <summary><c>application/json</c>, <c>application/x-www-form-urlencoded</c>, or any other, which takes the values as they are.</summary>
    public string ContentType { get; set; } = "text/plain";

    /// <summary>For the whole answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
