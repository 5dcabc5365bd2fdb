using System.Text.Json.Serialization;

namespace CallControl.ExternalPbx;

/// <summary>What another PBX shall do with a call.</summary>
/// <param name="Action"><c>ivr_confirm</c>, or <c>not_found</c>.</param>
/// <param name="Message">Said to the caller.</param>
/// <param name="IfPressed1">What to do when he presses 1; only with <c>ivr_confirm</c>.</param>
internal sealed record RouteAnswer(
    string Action,
    string Message,
    [property: JsonPropertyName("if_pressed_1"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RouteTarget? IfPressed1);
