using System.Text.Json.Serialization;

namespace CallControl.Numbers;

/// <summary>Which number the owner's phone shows.</summary>
[JsonConverter(typeof(SnakeCaseEnum<OwnerSees>))]
internal enum OwnerSees
{
    Client,
    VirtualNumber,
}
