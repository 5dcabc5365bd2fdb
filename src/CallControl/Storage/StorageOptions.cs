using System.ComponentModel.DataAnnotations;

namespace CallControl.Storage;

/// <summary>Section <c>Storage</c>. The database itself is <c>ConnectionStrings:CallControl</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>How long a start waits for a database that is not there yet. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartupWait { get; set; } = TimeSpan.FromSeconds(15);
}
