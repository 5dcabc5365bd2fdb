using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>The stub refuses a request the way RetailCRM does.</summary>
internal sealed class StubRefusal(int status, string message, params (string Field, string Problem)[] errors) : Exception(message)
{
    private const string NoMethod = "API method not found";

    /// <summary>Nobody who read the documentation asks for it.</summary>
    public bool IsNoSuchMethod => Message == NoMethod;

    public StubAnswer Answer
    {
        get
        {
            var body = new JsonObject { ["success"] = false, ["errorMsg"] = Message };
            if (errors.Length > 0)
                body["errors"] = new JsonObject(errors.Select(error => KeyValuePair.Create(error.Field, (JsonNode?)JsonValue.Create(error.Problem))));
            return new StubAnswer(status, body);
        }
    }

    public static StubRefusal Missing(string parameter) => new(400, $"Parameter '{parameter}' is missing");

    public static StubRefusal Wrong(string field, string problem) => new(400, "Errors in the entity format", (field, problem));

    public static StubRefusal NoSuchMethod() => new(404, NoMethod);

    public static StubRefusal NotFound() => new(404, "Not found");
}
