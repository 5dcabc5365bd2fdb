using System.ComponentModel.DataAnnotations;

namespace CallControl.Nodes;

/// <summary>The Asterisk servers. Section <c>Asterisk</c>.</summary>
internal sealed class AsteriskOptions : IValidatableObject
{
    public const string Section = "Asterisk";

    [MinLength(1, ErrorMessage = "At least one Asterisk node must be configured.")]
    public IList<NodeOptions> Nodes { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var node in Nodes)
        {
            List<ValidationResult> errors = [];
            Validator.TryValidateObject(node, new ValidationContext(node), errors, validateAllProperties: true);
            foreach (var error in errors)
                yield return new ValidationResult($"Node {node.Name}: {error.ErrorMessage}", error.MemberNames);
            if (node.Link == LinkMode.Inbound && node.HttpUrl is null)
                yield return new ValidationResult($"Node {node.Name}: the inbound link needs HttpUrl.");
        }

        foreach (var twice in Nodes.GroupBy(n => n.Name).Where(g => g.Count() > 1))
            yield return new ValidationResult($"Two nodes are called {twice.Key}.");
    }
}
