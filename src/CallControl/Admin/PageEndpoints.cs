using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CallControl.Admin;

/// <summary>
/// <c>/admin/</c>: the pages, made in <c>src/Admin</c>. What is no file is the page itself, which finds out from the address what to show.
/// </summary>
internal static class PageEndpoints
{
    private const string Root = "/admin";

    // Its files are named by a hash of what is in them.
    private const string Assets = "assets/";

    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    // Styles in the page: the components set sizes and colours there. Nothing else comes from elsewhere or from the page's text.
    private const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapPages(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal), pages => pages.UseResponseCompression());
        app.MapMethods(Root + "/{**path}", Reading, Answer).ExcludeFromDescription();
    }

    private static IResult Answer(string? path, HttpContext http, PageFiles files)
    {
        Protect(http.Response.Headers);
        // The page's own addresses are relative to the folder.
        if (path is null && http.Request.Path.Value?.EndsWith('/') == false)
            return TypedResults.LocalRedirect($"~{Root}/{http.Request.QueryString}");
        if (files.Start is not { } start)
            return NotBuilt();
        if (path is { Length: > 0 } && files.Find(path) is { } file)
            return Send(file, http, path.StartsWith(Assets, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache");
        // An older page that asks for what a newer build no longer has must not take a page for a script.
        return path?.StartsWith(Assets, StringComparison.Ordinal) == true ? NoFile() : Send(start, http, "no-cache");
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }

    private static IResult Send(IFileInfo file, HttpContext http, string caching)
    {
        http.Response.Headers.CacheControl = caching;
        var type = Types.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream";
        return TypedResults.PhysicalFile(file.PhysicalPath!, type, lastModified: file.LastModified, entityTag: TagOf(file));
    }

    private static EntityTagHeaderValue TagOf(IFileInfo file) => new($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");

    private static IResult NotBuilt() => TypedResults.Problem(
        "Run `npm ci && npm run build` in src/Admin and build the program again, or run `make run` or `make publish`, which do both",
        statusCode: StatusCodes.Status404NotFound, title: "The administration pages are not built");

    private static IResult NoFile() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such file");
}
