using System.ComponentModel.DataAnnotations;

namespace CallControl.Admin;

/// <summary>Section <c>Admin</c>: the pages for administrators.</summary>
internal sealed class AdminOptions
{
    /// <summary>Whether there are pages and sessions; without them the API takes keys alone. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where the built pages are, seen from the program. Default: <c>admin</c>, beside it.</summary>
    [Required]
    public string Folder { get; set; } = "admin";

    /// <summary>How long a session lasts in which nothing happens. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SessionTime { get; set; } = TimeSpan.FromHours(12);
}
