using System.Text.Json.Serialization;

namespace CallControl.Crm.MoySklad.Wire;

/// <param name="Error">Heading.</param>
/// <param name="Parameter">The field it is about; may be missing.</param>
/// <param name="Code">May be missing; then the HTTP status says all there is.</param>
/// <param name="Details">May be missing.</param>
internal sealed record VendorError(string? Error, string? Parameter, int? Code, [property: JsonPropertyName("error_message")] string? Details)
{
    public const int NotFound = 1021;
    public const int TooManyLogins = 1048;
    public const int WrongKey = 1056;
    public const int ConcurrentChange = 1065;
    public const int Maintenance = 1074;
    public const int TemporarilyAway = 1095;
    public const int SolutionNotInstalled = 55008;
}
