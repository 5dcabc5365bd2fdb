using System.ComponentModel.DataAnnotations;

namespace CallControl.Enterprises;

/// <summary>Section <c>Enterprises</c>.</summary>
internal sealed class EnterprisesOptions
{
    /// <summary>
    /// Where the keys are that secrets in the database are encrypted with; all replicas need the same folder. Default: none; the keys are then in the database too, which
    /// keeps secrets out of queries and logs, but not from somebody who has the whole database.
    /// </summary>
    public string? KeysFolder { get; set; }

    /// <summary>How often enterprises are read again although nobody said that they changed. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ReloadEvery { get; set; } = TimeSpan.FromMinutes(5);
}
