using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>The stub refuses a request the way U-ON does.</summary>
internal sealed class UonRefusal(int status, string message) : Exception(message)
{
    public StubAnswer Answer => Error(status, Message);

    public static UonRefusal Wrong(string parameter) => new(404, $"Parameter {parameter} is wrong");

    public static StubAnswer Error(int status, string message) => new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message } });

    /// <summary>An empty list.</summary>
    public static StubAnswer Nothing() => new(404, new JsonObject { ["result"] = 404 });
}
