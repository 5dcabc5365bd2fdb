using CallControl.Prompts;

namespace CallControl.Web.Api.Prompts;

/// <summary><c>/api/v1/prompts</c>: the sounds that callers and owners hear.</summary>
internal static class PromptEndpoints
{
    private const string Audio = "/prompts/{language}/{name}/audio";

    public static void MapPrompts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/prompts", (PromptEditor editor, string? language) =>
            TypedResults.Ok(editor.List().Where(prompt => language is null || prompt.Language == language)));
        api.MapGet("/prompts/{language}/{name}", (PromptEditor editor, string language, string name) =>
            editor.Find(language, name) is { } prompt ? TypedResults.Ok(prompt) : Unknown());
        api.MapGet(Audio, PreviewAsync);
        api.MapPut(Audio, ReplaceAsync);
        api.MapDelete(Audio, RestoreAsync);
    }

    private static async Task<IResult> PreviewAsync(
        string language, string name, string? title, string? id, PromptEditor editor, CancellationToken cancellation)
    {
        if (editor.Find(language, name) is null)
            return Unknown();
        var (wav, problem) = await editor.PreviewAsync(language, name, new PromptValues(title, id), cancellation);
        return wav is null ? Refused(problem!) : TypedResults.File(wav, "audio/wav", $"{language}-{name}.wav");
    }

    /// <summary>The body is the file itself; its kind is told by its content.</summary>
    private static async Task<IResult> ReplaceAsync(
        string language, string name, HttpRequest request, PromptEditor editor, PromptReloader reloader, CancellationToken cancellation)
    {
        if (editor.Find(language, name) is null)
            return Unknown();
        if (await editor.ReplaceAsync(language, name, request.Body, cancellation) is { } problem)
            return Refused(problem);
        await reloader.ReloadAsync(cancellation);
        return TypedResults.Ok(editor.Find(language, name));
    }

    private static async Task<IResult> RestoreAsync(
        string language, string name, PromptEditor editor, PromptReloader reloader, CancellationToken cancellation)
    {
        if (editor.Find(language, name) is null)
            return Unknown();
        if (editor.Restore(language, name) is { } problem)
            return Refused(problem);
        await reloader.ReloadAsync(cancellation);
        return TypedResults.Ok(editor.Find(language, name));
    }

    private static IResult Unknown() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such prompt");

    private static IResult Refused(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The sound was not taken or can't be made");
}
