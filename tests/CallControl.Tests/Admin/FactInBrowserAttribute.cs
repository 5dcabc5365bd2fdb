namespace CallControl.CallControl.Tests.Admin;

/// <summary>A test of the built pages in a browser; skipped with the reason where one of them is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactInBrowserAttribute : FactAttribute
{
    public FactInBrowserAttribute()
    {
        if (!File.Exists(Browser.Program))
            Skip = $"{Browser.Program} is missing: scripts/prepare browser installs it";
        else if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "admin", "index.html")))
            Skip = "The administration pages are not built: scripts/prepare pages builds them, then build this project again";
    }
}
