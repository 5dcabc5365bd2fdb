using System.ComponentModel.DataAnnotations;
using CallControl.Overload;

namespace CallControl.Nodes;

/// <summary>One Asterisk server.</summary>
internal sealed class NodeOptions
{
    /// <summary>Unique; for the outbound link also the end of the websocket's address, <c>/ari/NAME</c>.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Name { get; set; } = "pbx";

    public LinkMode Link { get; set; } = LinkMode.Outbound;

    /// <summary>The Stasis application; one websocket per name, so two CallControls on one Asterisk need two names.</summary>
    [Required]
    public string Application { get; set; } = "callcontrol";

    /// <summary>The user of <c>ari.conf</c>; for the outbound link also the one Asterisk gives us (<c>websocket_client.conf</c>).</summary>
    [Required]
    public string AriUser { get; set; } = "callcontrol";

    [Required]
    public string AriPassword { get; set; } = "";

    /// <summary>Asterisk's HTTP server; needed for the inbound link. On the outbound link requests that may block go there, beside the websocket.</summary>
    public Uri? HttpUrl { get; set; }

    [Required]
    public string AmiHost { get; set; } = "127.0.0.1";

    [Range(1, 65535)]
    public int AmiPort { get; set; } = 5038;

    [Required]
    public string AmiUser { get; set; } = "callcontrol";

    [Required]
    public string AmiSecret { get; set; } = "";

    /// <summary>How often Asterisk is compared with our calls, in case an event was lost. What belongs to no call twice running is removed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls at once, those that ring or hear a prompt included; further callers are let go, see <see cref="WhenFull"/>. Default 0: no limit.</summary>
    [Range(0, 100_000)]
    public int MaxCalls { get; set; }

    /// <summary>How long requests may queue at Asterisk before further callers are let go: the calls in progress have to get through first. Default 1 s; 0: no limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What becomes of callers beyond <see cref="MaxCalls"/> and <see cref="MaxDelay"/>.</summary>
    public WhenFull WhenFull { get; set; } = WhenFull.Busy;

    /// <summary>Asterisk's call records, written as <c>asterisk-conf/cdr_custom.conf</c> says: calls that nobody here saw are looked for in it. Default: none.</summary>
    [MinLength(1)]
    public string? CdrFile { get; set; }

    /// <summary>How a number outside is dialled; <c>{number}</c> is its E.164 form.</summary>
    [Required, RegularExpression(@".*\{number\}.*")]
    public string TrunkEndpoint { get; set; } = "PJSIP/{number}@trunk";

    /// <summary>How an extension is dialled; <c>{number}</c> is the extension.</summary>
    [Required, RegularExpression(@".*\{number\}.*")]
    public string ExtensionEndpoint { get; set; } = "PJSIP/{number}";
}
