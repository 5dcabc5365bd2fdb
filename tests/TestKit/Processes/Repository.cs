namespace CallControl.TestKit.Processes;

/// <summary>Where things are: the repository this code was built in, and its ignored folder of prepared servers.</summary>
public static class Repository
{
    private static readonly Lazy<string> LazyRoot = new(FindRoot);

    /// <summary>The folder that holds CallControl.sln.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>What scripts/prepare made; CALLCONTROL_LOCAL moves it elsewhere.</summary>
    public static string Local
    {
        get
        {
            var configured = Environment.GetEnvironmentVariable("CALLCONTROL_LOCAL");
            return string.IsNullOrEmpty(configured) ? Path.Combine(Root, ".local") : Path.GetFullPath(configured);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CallControl.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No CallControl.sln above {AppContext.BaseDirectory}: run this from the repository's build output.");
    }
}
