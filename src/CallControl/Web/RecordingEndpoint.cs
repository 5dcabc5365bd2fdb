using CallControl.Recordings;
using Microsoft.Net.Http.Headers;

namespace CallControl.Web;

/// <summary><c>/recordings/{call id}.mp3</c>: a recording for whoever has a link from <see cref="RecordingLinks"/>; ranges, so that players can seek.</summary>
internal static class RecordingEndpoint
{
    public static void MapRecordings(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/recordings/{callId:guid}.mp3", ["GET", "HEAD"], GetAsync);

    private static async Task<IResult> GetAsync(Guid callId, string? expires, string? signature, HttpContext http, RecordingLinks links, RecordingStore store)
    {
        // Before anything else is looked at: without a link nobody learns whether there is a recording.
        var state = links.Check(callId, expires, signature);
        if (state != RecordingLinkState.Valid)
        {
            http.Response.Headers.CacheControl = "no-store";
            var texts = VisitorTexts.For(http.Request);
            return TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden, title: state == RecordingLinkState.Expired ? texts.LinkExpired : texts.LinkForged);
        }
        if (await store.FindAsync(callId, http.RequestAborted) is not { } recording)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: VisitorTexts.For(http.Request).UnknownRecording);
        // Played where it is opened; the name is for saving.
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = recording.DownloadName }.ToString();
        http.Response.Headers.CacheControl = "private";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.PhysicalFile(
            recording.Path, "audio/mpeg", lastModified: File.GetLastWriteTimeUtc(recording.Path), enableRangeProcessing: true);
    }
}
