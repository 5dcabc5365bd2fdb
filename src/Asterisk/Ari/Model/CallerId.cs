namespace CallControl.Asterisk.Ari.Model;

/// <summary>A name and a number; both are empty strings when unknown.</summary>
public sealed record CallerId
{
    public required string Name { get; init; }

    public required string Number { get; init; }
}
