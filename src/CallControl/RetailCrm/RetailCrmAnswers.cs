namespace CallControl.RetailCrm;

/// <summary>Answers in RetailCRM's own form.</summary>
internal static class RetailCrmAnswers
{
    public static IResult Ok() => TypedResults.Json(new { success = true });

    /// <param name="status">HTTP status.</param>
    /// <param name="text">For people.</param>
    public static IResult Refused(int status, string text) => TypedResults.Text(
        System.Text.Json.JsonSerializer.Serialize(new { success = false, errorMsg = text }), "application/json", statusCode: status);
}
