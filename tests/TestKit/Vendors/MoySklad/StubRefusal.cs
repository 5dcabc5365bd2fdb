using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>The stub refuses a request the way MoySklad does.</summary>
internal sealed class StubRefusal(int status, int code, string error, string? parameter = null) : Exception(error)
{
    public StubAnswer Answer => Error(status, code, Message, parameter);

    public static StubRefusal Required(string field) => new(412, 3000, "required field is empty", field);

    public static StubRefusal NotFound(string what) => new(404, 1021, $"{what} not found");

    public static StubAnswer Error(int status, int code, string error, string? parameter = null)
    {
        var body = new JsonObject { ["error"] = error, ["code"] = code, ["error_message"] = error };
        if (parameter is not null)
            body["parameter"] = parameter;
        return new StubAnswer(status, new JsonObject { ["errors"] = new JsonArray(body) });
    }
}
