using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace CallControl.Admin;

/// <summary>The files of the built pages.</summary>
internal sealed class PageFiles(IOptions<AdminOptions> options) : IDisposable
{
    private readonly string _folder = Path.GetFullPath(options.Value.Folder, AppContext.BaseDirectory);
    private PhysicalFileProvider? _provider;

    /// <summary>The one page; null while the pages are not built.</summary>
    public IFileInfo? Start => Find("index.html");

    /// <param name="path">Below <c>/admin/</c>.</param>
    public IFileInfo? Find(string path)
    {
        // Built while the program runs, they are there at the next request.
        if (_provider is null && Directory.Exists(_folder))
            _provider = new PhysicalFileProvider(_folder);
        return _provider?.GetFileInfo(path) is { Exists: true, IsDirectory: false } file ? file : null;
    }

    public void Dispose() => _provider?.Dispose();
}
