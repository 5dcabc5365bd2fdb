using System.ComponentModel.DataAnnotations;

namespace CallControl.Asterisk.Ami;

/// <summary>Where Asterisk's manager interface is and who we are there (<c>manager.conf</c>).</summary>
public sealed class AmiOptions
{
    [Required]
    public string Host { get; set; } = "127.0.0.1";

    [Range(1, 65535)]
    public int Port { get; set; } = 5038;

    [Required]
    public string User { get; set; } = "callcontrol";

    /// <summary>Never sent: the login answers a challenge with its MD5.</summary>
    [Required]
    public string Secret { get; set; } = "";

    /// <summary>The classes of events Asterisk shall tell, as <c>Events</c> takes them: <c>off</c>, <c>call</c>, <c>call,system</c> … The user needs them in <c>read</c>.</summary>
    public string EventMask { get; set; } = "off";

    /// <summary>
    /// Regular expressions over a whole event; only what fits one is told. Empty: everything of the mask, which on a busy server is a flood.
    /// Asterisk takes them from users with the privilege <c>system</c>; who lacks it gets everything.
    /// </summary>
    public IReadOnlyList<string> EventFilters { get; set; } = [];

    /// <summary>For the TCP connect, the banner and the login together.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one action may take.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A half-open socket is silent, so it is asked this often.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A link that is dead without a word is noticed within this.</summary>
    public TimeSpan NoticedWithin => PingInterval + ResponseTimeout;

    public TimeSpan FirstReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestReconnectDelay { get; set; } = TimeSpan.FromSeconds(15);
}
