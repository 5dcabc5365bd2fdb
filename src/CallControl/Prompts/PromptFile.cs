using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallControl.Prompts;

/// <summary>Reads <c>prompts.yaml</c>: a mapping of prompt name → text.</summary>
internal static class PromptFile
{
    /// <exception cref="PromptFileException">Broken YAML or an unknown placeholder; the message has the line.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, node) in Mapping(path).Children)
        {
            if (name is not YamlScalarNode { Value: { Length: > 0 } key } || node is not YamlScalarNode { Value: { Length: > 0 } text })
                throw new PromptFileException(node.Start.Line, "a prompt is a name and a text that is not empty");
            if (SpokenText.PlaceholdersOf(text).FirstOrDefault(placeholder => !SpokenText.IsKnown(placeholder)) is { } unknown)
                throw new PromptFileException(node.Start.Line, $"{{{unknown}}} is unknown; there are {{title}}, {{id}} and {{site}}");
            texts[key] = text;
        }
        return texts;
    }

    private static YamlMappingNode Mapping(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode mapping }] ? mapping : throw new PromptFileException(1, "not a list of name: text");
        }
        catch (YamlException broken)
        {
            throw new PromptFileException(broken.Start.Line, broken.Message);
        }
    }
}
