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
